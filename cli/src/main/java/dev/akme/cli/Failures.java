package dev.akme.cli;

import dev.akme.client.AcmeNetworkException;
import dev.akme.client.AcmeTimeoutException;
import dev.akme.client.ObtainException;
import dev.akme.json.MemberException;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.ProblemType;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Makes a line and an exit code of whatever went wrong. */
final class Failures {

    private Failures() {}

    static Failure of(Throwable e) {
        if (e instanceof ObtainException obtain) {
            return new Failure(exitCode(obtain), message(e) + NextStep.after(e), e);
        }
        if (e instanceof AcmeProblemException problem) {
            return new Failure(exitCode(problem), message(e) + NextStep.after(e), e);
        }
        if (e instanceof AcmeNetworkException || e instanceof AcmeTimeoutException) {
            return new Failure(ExitCode.NETWORK, message(e) + NextStep.after(e), e);
        }
        if (e instanceof InterruptedException) {
            return new Failure(ExitCode.FAILED, "interrupted; what was put in place has been taken away", e);
        }
        if (e instanceof FileSystemException file && file.getFile() != null) {
            return new Failure(
                    ExitCode.FAILED,
                    file.getFile() + " " + reason(Path.of(file.getFile()), file) + ": give another",
                    e);
        }
        return new Failure(ExitCode.FAILED, message(e), e);
    }

    /** Of a file or folder that an option names: whatever is wrong with it, the command line is. */
    static Failure ofOption(String option, Path file, IOException e) {
        return new Failure(ExitCode.USAGE, option + " " + file + " " + reason(file, e) + ": give another", e);
    }

    /** Why a file or folder cannot be used, in words that follow its name. */
    static String reason(Path file, IOException e) {
        if (e instanceof NoSuchFileException) {
            Path parent = file.toAbsolutePath().getParent();
            return parent == null || Files.isDirectory(parent)
                    ? "is not there"
                    : "is not there, nor is the folder " + parent;
        }
        if (e instanceof AccessDeniedException) {
            return "may not be used by this user";
        }
        if (e instanceof NotDirectoryException || e instanceof FileAlreadyExistsException) {
            return "is a file and no folder";
        }
        if (Files.isDirectory(file)) {
            return "is a folder and no file";
        }
        if (e instanceof CharacterCodingException) {
            return "is not text in UTF-8";
        }
        String reason = e instanceof FileSystemException known ? known.getReason() : e.getMessage();
        return "cannot be used" + (reason == null ? "" : ", " + oneLine(reason));
    }

    private static ExitCode exitCode(ObtainException e) {
        if (!e.failures().isEmpty()) {
            return ExitCode.CHALLENGE_FAILED;
        }
        Throwable cause = e.getCause();
        return cause == null || cause instanceof ObtainException
                ? ExitCode.FAILED
                : of(cause).exitCode();
    }

    private static ExitCode exitCode(AcmeProblemException e) {
        return type(e).equals(ProblemType.RATE_LIMITED) || e.httpStatus() == 429
                ? ExitCode.RATE_LIMITED
                : ExitCode.REFUSED;
    }

    /** What sort of problem it is; {@code about:blank} where that cannot be read. */
    static ProblemType type(AcmeProblemException e) {
        try {
            return e.problem().type();
        } catch (MemberException noType) {
            return ProblemType.ABOUT_BLANK;
        }
    }

    /** One line, whatever the message has. */
    static String message(Throwable e) {
        return oneLine(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    }

    static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
