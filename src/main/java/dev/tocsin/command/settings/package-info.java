/** Where commands may be given and by whom, as whom they are carried out, and what people have named for themselves. */
package dev.tocsin.command.settings;
