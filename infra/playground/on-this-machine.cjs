// Loaded before the playground, to keep it on this machine. By itself it listens on every address,
// where anybody could speak for its user, and its page asks a server of Microsoft's for fonts.
"use strict";

const { ServerResponse } = require("node:http");
const { Server } = require("node:net");

const HERE = "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:";

const { listen } = Server.prototype;
Server.prototype.listen = function listenOnLoopback(where, ...rest) {
  const onPort = typeof where === "number" && typeof rest[0] !== "string";
  return listen.call(this, where, ...(onPort ? ["127.0.0.1", ...rest] : rest));
};

const { writeHead } = ServerResponse.prototype;
ServerResponse.prototype.writeHead = function writeHeadWithPolicy(...given) {
  this.setHeader("Content-Security-Policy", HERE);
  return writeHead.apply(this, given);
};
