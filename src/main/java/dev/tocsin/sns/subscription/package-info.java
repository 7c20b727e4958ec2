/** The topics that configurations name: their subscriptions to us, kept so, confirmed, shown and tried. */
package dev.tocsin.sns.subscription;
