/** Slack channels: of a workspace that authorized us, or behind an incoming webhook. */
package dev.tocsin.configuration.slack;
