/** A bank's change logs, live and as history, through failures and rescaling. */
package io.millrace.features.parity;
