package dev.akme.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Collects a body up to a limit and up to a time; beyond either the response fails. */
final class BoundedBody implements BodySubscriber<byte[]> {

    private static final class TooLong extends IOException {

        private static final long serialVersionUID = 1;

        TooLong(int max) {
            super("the body is longer than " + max + " octets");
        }
    }

    private final int max;
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final CompletableFuture<byte[]> ended;
    private volatile Flow.@Nullable Subscription subscription;

    /** A {@link java.util.concurrent.TimeoutException} ends it when the time is over. */
    BoundedBody(int max, Duration timeout) {
        this.max = max;
        this.ended = body.orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS).whenComplete((octets, failure) -> {
            if (failure != null) {
                cancel();
            }
        });
    }

    /** What ended it before its end; what the client makes of that is another exception, from one JDK to the next. */
    Optional<Throwable> failure() {
        return Optional.ofNullable(body.handle((octets, failure) -> failure).getNow(null));
    }

    static boolean isTooLong(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof TooLong) {
                return true;
            }
        }
        return false;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return ended;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        if (body.isDone()) {
            subscription.cancel();
        } else {
            subscription.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (octets.size() + buffer.remaining() > max) {
                body.completeExceptionally(new TooLong(max));
                return;
            }
            byte[] part = new byte[buffer.remaining()];
            buffer.get(part);
            octets.writeBytes(part);
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(octets.toByteArray());
    }

    private void cancel() {
        Flow.Subscription open = subscription;
        if (open != null) {
            open.cancel();
        }
    }
}
