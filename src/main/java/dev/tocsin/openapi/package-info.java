/**
 * What the OpenAPI document says beyond the annotations of the resources, by the build; and how the native executable gives it.
 */
package dev.tocsin.openapi;
