/**
 * Who changed what. Rooms that change something say so to the {@link dev.tocsin.audit.AuditLog}, in the transaction that
 * changes it, so that there is neither a change without its entry nor an entry without its change.
 */
package dev.tocsin.audit;
