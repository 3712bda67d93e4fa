/**
 * How much of a text is read closely. Every look at a place costs characters and every character of the text pays some back,
 * so that no text, whoever wrote it, takes more than a constant time per character. What cannot be paid is left unread, and
 * what is unread is taken out (L1) and reported (L5): never passed on as if it had been read.
 */

export interface Budget {
  /** Takes the cost of a look, in characters. */
  spend(characters: number): void;
  /** Whether there is nothing left to look at the place `at` with; places come in order, or nearly. */
  isSpent(at: number): boolean;
}

/** Of ordinary text one character in twenty belongs to a look; dense files of settings of this many looks are read whole. */
const START = 250_000;
const PAID_BACK = 0.5;
/** Looking begins again when this much is there, so that it does not stop at each place. */
const RESTED = 2_000;

export function createBudget(): Budget {
  let credit = START;
  let paidTo = 0;
  let spent = false;
  return {
    spend(characters) {
      credit -= characters;
    },
    isSpent(at) {
      if (at > paidTo) {
        credit = Math.min(START, credit + (at - paidTo) * PAID_BACK);
        paidTo = at;
      }
      spent = credit < (spent ? RESTED : 0);
      return spent;
    },
  };
}
