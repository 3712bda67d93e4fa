import type { FieldCipher } from "./crypto/field-cipher.js";

export interface Row {
  id: string;
  name: Buffer;
  nameIndex: Buffer;
  notes: Buffer;
}

export interface Table {
  put(row: Row): Promise<void>;
  get(id: string): Promise<Row | undefined>;
  byNameIndex(index: Buffer): Promise<Row[]>;
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
    await this.#table.put({
      id,
      name: this.#cipher.encrypt(name),
      nameIndex: this.#cipher.index(name),
      notes: this.#cipher.encrypt(notes),
    });
  }

  async idsByName(name: string): Promise<string[]> {
    const rows = await this.#table.byNameIndex(this.#cipher.index(name));
    return rows.map(({ id }) => id);
  }

  async find(id: string): Promise<Patient | undefined> {
    const row = await this.#table.get(id);
    if (row === undefined) return undefined;
    return { id, name: this.#cipher.decrypt(row.name), notes: this.#cipher.decrypt(row.notes) };
  }
}
