/** What people know about an account and its resources and a message does not say: names, owners, runbooks, the way in. */
package dev.tocsin.context;
