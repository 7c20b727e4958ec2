/** What the OpenAPI document says beyond the annotations of the resources. Used by the build alone. */
package dev.tocsin.openapi;
