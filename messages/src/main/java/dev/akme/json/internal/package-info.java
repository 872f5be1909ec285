/**
 * The machine under every message: schemas of declared fields, codecs, and the only code that touches the JSON
 * tokenizer. Not exported.
 */
package dev.akme.json.internal;
