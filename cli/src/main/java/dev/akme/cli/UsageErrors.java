package dev.akme.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, in the words of the program and not of the library that reads it. */
final class UsageErrors {

    private UsageErrors() {}

    static String message(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            return unknown(unmatched);
        }
        if (e instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            return missing(missing.getMissing().get(0));
        }
        if (e instanceof OverwrittenOptionException twice) {
            return name(twice.getOverwritten()) + " is given more than once: leave out all but one";
        }
        @Nullable ArgSpec arg = e.getArgSpec();
        return arg == null ? Failures.message(e) : wrong(arg, e);
    }

    // ---- what is not known

    /** It may be a secret in the wrong place, so that only names of options are repeated, and one plain word. */
    private static String unknown(UnmatchedArgumentException e) {
        CommandLine command = e.getCommandLine();
        List<String> options = e.getUnmatched().stream()
                .filter(word -> word.startsWith("-"))
                .map(word -> word.replaceFirst("=.*", ""))
                .toList();
        if (!options.isEmpty()) {
            String first = options.get(0);
            return "there is no option " + String.join(", ", options)
                    + below(command, first)
                            .map(place -> " here; it goes behind the command, as in " + place + " " + first)
                            .orElseGet(() -> Alike.suggestion(first, names(command)));
        }
        String word = e.getUnmatched().get(0);
        boolean isPlain = isPlain(word);
        if (command.getSubcommands().isEmpty()) {
            return "there is an argument too many" + (isPlain ? ": leave out " + word : "");
        }
        return isPlain
                ? "there is no command " + word
                        + Alike.suggestion(word, command.getSubcommands().keySet())
                : "there is an argument too many";
    }

    private static boolean isPlain(String word) {
        return word.matches("[a-z-]{1,20}");
    }

    private static List<String> names(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .flatMap(option -> List.of(option.names()).stream())
                .toList();
    }

    /** A command below that has the option. */
    private static Optional<String> below(CommandLine command, String option) {
        return command.getSubcommands().values().stream()
                .filter(below -> names(below).contains(option))
                .map(below -> below.getCommandSpec().qualifiedName())
                .findFirst();
    }

    // ---- what is wrong

    private static String missing(ArgSpec arg) {
        return arg instanceof OptionSpec option
                ? option.longestName() + " needs a value: give " + form(option)
                : "an argument is missing: " + arg.paramLabel();
    }

    private static String wrong(ArgSpec arg, ParameterException e) {
        String name = name(arg);
        if (arg.arity().max() == 0) {
            return name + " takes no value: give it alone";
        }
        if (arg.auxiliaryTypes()[0].isEnum()) {
            String value = String.valueOf(e.getValue());
            return name + (isPlain(value) ? " " + value : " with that value") + " is not known; there are: "
                    + StreamSupport.stream(arg.completionCandidates().spliterator(), false)
                            .collect(Collectors.joining(", "));
        }
        // Readers of the program say what to write instead; those of the library name types of Java.
        if (e.getCause() instanceof TypeConversionException ours && arg.converters().length > 0) {
            return name + " " + Failures.message(ours);
        }
        return name + " has a value that cannot be read: give "
                + (arg instanceof OptionSpec option ? form(option) : arg.paramLabel());
    }

    private static String name(ArgSpec arg) {
        return arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
    }

    private static String form(OptionSpec option) {
        return option.longestName() + " " + option.paramLabel();
    }
}
