/** Questions over HTTP (网页与接口): {@code /api/v1/chat}, the current release, the OpenAPI document, the chat page. */
@NullMarked
package banshi.channels.web;

import org.jspecify.annotations.NullMarked;
