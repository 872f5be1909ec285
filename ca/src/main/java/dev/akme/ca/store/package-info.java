/**
 * Where a CA keeps what it has promised: accounts, orders, authorizations, certificates.
 *
 * <pre>{@code
 * import dev.akme.ca.AcmeCa;
 * import dev.akme.ca.store.CaStore;
 * import dev.akme.ca.store.MemoryStore;
 *
 * class Example {
 *     void restart(CaStore store) {
 *         try (AcmeCa ca = AcmeCa.builder().store(store).start()) {
 *             System.out.println(ca.directoryUrl());
 *         }
 *     }
 *
 *     CaStore inMemory() {
 *         return new MemoryStore();
 *     }
 * }
 * }</pre>
 */
package dev.akme.ca.store;
