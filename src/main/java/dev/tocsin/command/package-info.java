/** Commands for AWS, from the moment they are typed in a chat until they are answered. */
package dev.tocsin.command;
