/**
 * Names and places of AWS: ARNs, partitions, Regions, SNS endpoints, console links; and its services, called as Tocsin calls
 * them.
 */
package dev.tocsin.aws;
