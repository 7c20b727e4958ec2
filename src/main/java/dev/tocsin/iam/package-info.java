/**
 * The IAM policies that Tocsin and its readers need: AWS Chatbot's own templates, what Tocsin's role may do, who may assume it,
 * and the policies of topics and keys. Each is a JSON file in the resource folder {@code iam}, which is the one place where
 * it is written: the API, the instructions of topics, and the CloudFormation and Terraform files in {@code docs/iam} say the
 * same, and tests hold them to it.
 */
package dev.tocsin.iam;
