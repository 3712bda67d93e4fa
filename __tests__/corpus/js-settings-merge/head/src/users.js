import { DEFAULTS } from "./settings.js";

export class Users {
  #users = new Map();

  create(name) {
    const user = { name, settings: structuredClone(DEFAULTS) };
    this.#users.set(name, user);
    return user;
  }

  get(name) {
    return this.#users.get(name);
  }
}
