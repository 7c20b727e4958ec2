/** Buttons below notifications that give commands: which there are, and what follows when somebody presses one. */
package dev.tocsin.command.offer;
