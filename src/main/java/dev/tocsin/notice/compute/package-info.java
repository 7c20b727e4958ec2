/** Where things run: virtual machines and their disks, groups of them, containers, functions, batch and cluster jobs. */
package dev.tocsin.notice.compute;
