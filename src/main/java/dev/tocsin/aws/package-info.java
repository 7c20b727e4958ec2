/** Names and places of AWS: ARNs, partitions, Regions, SNS endpoints, console links. */
package dev.tocsin.aws;
