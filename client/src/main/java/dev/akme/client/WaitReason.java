package dev.akme.client;

/**
 * What a client waits for: a step on the way to a certificate, or the time to repeat a request. {@link Object#toString} says it for
 * people.
 */
public sealed interface WaitReason permits ObtainStep, RetryCause {}
