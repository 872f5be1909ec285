/**
 * The folder in which the command keeps accounts and certificates.
 *
 * <pre>
 * ~/.akme/
 *   accounts/SERVER/            key.pem, account.json
 *   certificates/NAME/
 *     current -&gt; 0002           the version in use
 *     0001/ 0002/               cert.pem, chain.pem, fullchain.pem, privkey.pem, meta.json
 *     0001/revoked              when it was revoked; there only then
 *     order/                    an unfinished order: order.json, privkey.pem, recipe.json
 *     renewal.json              when the CA wants it renewed
 *     undeployed                there until the deploy hook has run for the version in use
 *   locks/                      one file for each account and each certificate
 * </pre>
 *
 * <p>Whatever is killed when, a reader finds either the old or the new, and never a half: files are written into a folder of
 * another name, brought to the disk with it, and the folder gets its name in one step. What a killed writer leaves behind has
 * a name that begins with a dot, counts for nothing, and is swept away by the next one.
 */
package dev.akme.cli.state;
