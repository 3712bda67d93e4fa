export interface Card {
  id: string;
  boardId: string;
  title: string;
  archived: boolean;
}

export interface Cards {
  find(id: string): Promise<Card | undefined>;
  save(card: Card): Promise<void>;
}
