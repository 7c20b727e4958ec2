/**
 * Who did what, what is vulnerable, exposed or out of order: GuardDuty, Security Hub, Inspector, Macie, Access
 * Analyzer, Config, CloudTrail, keys, certificates and what stands near them.
 */
package dev.tocsin.notice.security;
