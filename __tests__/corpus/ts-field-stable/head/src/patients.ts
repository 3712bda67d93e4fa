import type { FieldCipher } from "./crypto/field-cipher.js";

export interface Row {
  id: string;
  name: Buffer;
  notes: Buffer;
}

export interface Table {
  put(row: Row): Promise<void>;
  get(id: string): Promise<Row | undefined>;
}

export interface Patient {
  id: string;
  name: string;
  notes: string;
}

export class Patients {
  readonly #table: Table;
  readonly #cipher: FieldCipher;

  constructor(table: Table, cipher: FieldCipher) {
    this.#table = table;
    this.#cipher = cipher;
  }

  async save({ id, name, notes }: Patient): Promise<void> {
    const encrypt = (text: string) => this.#cipher.encrypt(text, id);
    const row = { id, name: encrypt(name), notes: encrypt(notes) };
    const stored = await this.#table.get(id);
    if (stored?.name.equals(row.name) && stored.notes.equals(row.notes)) return;
    await this.#table.put(row);
  }

  async find(id: string): Promise<Patient | undefined> {
    const row = await this.#table.get(id);
    if (row === undefined) return undefined;
    return { id, name: this.#cipher.decrypt(row.name), notes: this.#cipher.decrypt(row.notes) };
  }
}
