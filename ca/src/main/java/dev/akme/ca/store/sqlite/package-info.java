/**
 * A store in a folder, for CAs that are there to stay.
 *
 * <pre>{@code
 * import dev.akme.ca.AcmeCa;
 * import dev.akme.ca.store.CaStore;
 * import dev.akme.ca.store.sqlite.SqliteStore;
 * import java.nio.file.Path;
 *
 * class Example {
 *     void serve(Path folder) {
 *         try (CaStore store = SqliteStore.open(folder);
 *                 AcmeCa ca = AcmeCa.builder().store(store).start()) {
 *             System.out.println(ca.directoryUrl());
 *         }
 *     }
 * }
 * }</pre>
 */
package dev.akme.ca.store.sqlite;
