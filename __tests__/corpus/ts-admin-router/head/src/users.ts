export interface User {
  readonly id: string;
  readonly email: string;
}

export interface Users {
  all(): Promise<User[]>;
  suspend(id: string): Promise<void>;
  restore(id: string): Promise<void>;
}
