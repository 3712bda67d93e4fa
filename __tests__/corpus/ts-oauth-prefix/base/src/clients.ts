export interface Client {
  readonly id: string;
  readonly name: string;
  /** As registered by the client's owner, whole URLs. */
  readonly redirectUris: readonly string[];
}

export interface Clients {
  find(id: string): Promise<Client | undefined>;
}
