/** Web addresses as settings give them. */
package dev.tocsin.address;
