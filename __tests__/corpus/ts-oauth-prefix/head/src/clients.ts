export interface Client {
  readonly id: string;
  readonly name: string;
  /** As registered by the client's owner: origins such as `https://app.example.com`, or URLs. */
  readonly redirectUris: readonly string[];
}

export interface Clients {
  find(id: string): Promise<Client | undefined>;
}
