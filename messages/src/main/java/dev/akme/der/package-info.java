/** Not exported: reads and writes DER (ITU-T X.690) and its armour PEM (RFC 7468), as much as keys and challenges need. */
package dev.akme.der;
