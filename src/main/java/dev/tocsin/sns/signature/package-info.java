/** The certificates that SNS signs with, and whether it signed a message. */
package dev.tocsin.sns.signature;
