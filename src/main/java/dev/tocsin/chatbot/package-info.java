/**
 * Moving from AWS Chatbot: what its CLI prints and what CloudFormation templates say, read as configurations of ours.
 * Reading knows no database and no Slack; making the configurations is {@link dev.tocsin.configuration.Adoption}'s.
 */
package dev.tocsin.chatbot;
