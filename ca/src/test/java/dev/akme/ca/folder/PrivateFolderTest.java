package dev.akme.ca.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PrivateFolderTest {

    private static final Path FOLDER = Path.of("state");

    @Test
    void whyItCannotBeUsedIsSaidInWords() {
        assertThat(PrivateFolder.unusable(FOLDER, new AccessDeniedException("state/lock")))
                .isEqualTo("cannot use the folder state: this user may not use state/lock: be the user that it belongs"
                        + " to, or name another folder");
        assertThat(PrivateFolder.unusable(
                        FOLDER, new FileSystemException("state/ca.db", null, "Read-only file system")))
                .isEqualTo("cannot use the folder state: state/ca.db cannot be read or written, Read-only file system:"
                        + " mend that, or name another folder");
        assertThat(PrivateFolder.unusable(FOLDER, new IOException("No space left on device")))
                .contains("state cannot be read or written, No space left on device");
    }
}
