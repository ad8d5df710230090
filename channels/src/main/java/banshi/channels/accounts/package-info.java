/**
 * Who members of staff are (账号): accounts with their roles, how they prove who they are, their sessions, and what is refused after too many failures. No HTTP
 * here. Calls block, and take long where a password is tried.
 */
@NullMarked
package banshi.channels.accounts;

import org.jspecify.annotations.NullMarked;
