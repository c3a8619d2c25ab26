// The playground listens on every address of the machine, and it lets anybody who opens it speak
// for its user. Loaded before it, this keeps it to loopback.
"use strict";

const { Server } = require("node:net");

const listen = Server.prototype.listen;

Server.prototype.listen = function listenOnLoopback(...given) {
  const [where, ...rest] = given;
  if (typeof where === "number") {
    const more = typeof rest[0] === "string" ? rest.slice(1) : rest;
    return listen.call(this, where, "127.0.0.1", ...more);
  }
  return listen.apply(this, given);
};
