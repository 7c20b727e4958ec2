/**
 * Workspaces and configurations as a file: the file that an operator mounts and Tocsin applies, and the one that it writes of
 * what
 * there is.
 */
package dev.tocsin.declaration;
