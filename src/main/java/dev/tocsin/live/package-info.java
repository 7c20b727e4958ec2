/** Messages that change after they were posted. */
package dev.tocsin.live;
