package dev.akme.ca;

/**
 * Is told of each request and its answer, for transcripts and tests. Many threads may tell it at once.
 *
 * <p>It is called after the answer is made and before it is sent, by the thread that sends it: what takes long here makes the
 * CA slow. What it throws is logged and changes nothing.
 */
@FunctionalInterface
public interface CaObserver {

    /**
     * Is told of an exchange.
     *
     * @param request the request as it came
     * @param response the answer with all that {@link Faults} made of it; see {@link CaResponse#isDropped}
     * @param resource what was asked for, as the directory or else the log names it, such as {@code newOrder}; {@code -} when
     *     there is nothing at the path
     */
    void exchanged(CaRequest request, CaResponse response, String resource);
}
