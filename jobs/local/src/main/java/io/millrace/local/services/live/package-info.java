/** Plays a simulated plant to the broker and the database, the clock sped up. */
package io.millrace.local.services.live;
