import { unpinnedBaseImage } from '../../../src/rules/docker/unpinned-base-image.js';
import { testRule } from '../rule-tester.js';

const file = 'Dockerfile';

testRule(unpinnedBaseImage, {
  reports: [
    { name: 'an image without a tag', file, code: 'FROM «python»\n', says: "'python' has no tag", fixed: 'FROM python:version\n' },
    { name: 'latest', file, code: 'FROM --platform=linux/amd64 «ghcr.io/shop/base:latest» AS base\n', says: 'whatever is newest' },
    { name: 'a registry with a port', file, code: 'FROM «registry.example:5000/shop/base»\n' },
    { name: 'a default of ARG', file, code: 'ARG TAG="latest"\nFROM «node:${TAG}»\n', fixed: null },
    { name: 'the later of two defaults', file, code: 'ARG TAG=22\nARG TAG=latest\nFROM «node:$TAG»\n' },
    { name: 'a variable that is never declared and therefore empty', file, code: 'FROM «alpine$TAG»\n' },
    { name: 'an image that files are copied from', file, code: 'FROM node:22\nCOPY --from=«nginx» /etc/nginx /etc/nginx\n' },
    { name: 'an image that is mounted', file, code: 'FROM node:22\nRUN --mount=type=bind,from=«golang:latest»,target=/go true\n' },
    { name: 'a builder, too', file, code: 'FROM «golang» AS build\nFROM scratch\nCOPY --from=build /app /\n' },
  ],
  accepts: [
    { name: 'a distribution’s named release', file, code: 'FROM debian:bookworm-slim\nFROM ubuntu:noble\n' },
    { name: 'a version', file, code: 'FROM python:3.13\n' },
    { name: 'a digest without a tag', file, code: `FROM python@sha256:${'0'.repeat(64)}\n` },
    { name: 'latest with a digest', file, code: `FROM python:latest@sha256:${'0'.repeat(64)}\n` },
    { name: 'scratch', file, code: 'FROM scratch\n' },
    { name: 'an earlier stage, in any case', file, code: 'FROM node:22 AS Base\nFROM base\nCOPY --from=BASE /a /b\n' },
    { name: 'a stage by number', file, code: 'FROM node:22\nFROM node:22\nCOPY --from=0 /a /b\n' },
    { name: 'a default that is a version', file, code: 'ARG VERSION=22\nFROM node:${VERSION}-alpine\n' },
    { name: 'a port in the registry and a tag', file, code: 'FROM registry.example:5000/shop/base:1.2\n' },
    { name: 'a default in the reference itself', file, code: 'FROM node:${VERSION:-22}\n' },
    { name: 'the image of a platform', file, code: 'FROM --platform=$BUILDPLATFORM golang:1.25\n' },
    { name: 'lower-case keywords and tabs', file, code: 'from\tnode:22\tas\tbase\nfrom base\n' },
    { name: 'a heredoc that reads like an instruction', file, code: 'FROM node:22\nCOPY <<EOF /x\nFROM python\nEOF\n' },
  ],
  unknown: [
    { name: 'a flavour, of which the newest comes', file, code: 'FROM node:alpine\n' },
    { name: 'a channel', file, code: 'FROM nginx:stable-alpine\nFROM node:lts\n' },
    { name: 'a flavour on a named release', file, code: 'FROM python:slim-bookworm\n' },
    { name: 'the channel of a distribution', file, code: 'FROM debian:stable-slim\n' },
    { name: 'a tag that only the build knows', file, code: 'ARG TAG\nFROM node:${TAG}\n' },
    { name: 'an image that only the build knows', file, code: 'ARG BASE\nFROM $BASE\n' },
    {
      name: 'an image that another file of the workspace builds',
      files: { Dockerfile: 'FROM scratch AS shop-base\n', 'api/Dockerfile': 'FROM shop-base\n' },
    },
  ],
});
