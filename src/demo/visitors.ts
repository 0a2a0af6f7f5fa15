/** Who looks around in the shop, and who of the staff is at work. */
import { CUSTOMERS, PAGES, STAFF } from './catalogue.ts';
import type { Person, Visit, VisitFact } from './facts.ts';
import type { Random } from './random.ts';
import { firstIdAt } from './shop-clock.ts';

const FEWEST = 16;
const MOST = 36;
/** Customers who are signed in; each is a socket of the simulation, so there are few. */
const FEWEST_KNOWN = 10;
const MOST_KNOWN = 14;

const SESSION_LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

export class Visitors {
	#random: Random;
	#visits: Visit[] = [];
	#staff: readonly Person[] = STAFF;
	#lastId: number;

	constructor(random: Random, openedAt: Date) {
		this.#random = random;
		this.#lastId = firstIdAt(openedAt);
		while (this.#visits.length < FEWEST + 8) this.#enter(openedAt);
	}

	get active(): number {
		return this.#visits.length;
	}

	/** Signed-in customers, each once. */
	get customers(): readonly Person[] {
		return this.#visits.flatMap(({ customer }) => customer ?? []);
	}

	get staff(): readonly Person[] {
		return this.#staff;
	}

	/** Somebody comes or goes. */
	move(at: Date): VisitFact {
		const count = this.#visits.length;
		const isArrival = count <= FEWEST || (count < MOST && this.#random.next() < 0.5);
		const visit = isArrival ? this.#enter(at) : this.#leave();
		const active = this.#visits.length;
		// The original's cleaning job subtracts ended sessions twice, down to -1.
		const claimed = !isArrival && this.#random.next() < 0.03 ? -1 : active;
		return { kind: 'visit', isArrival, visit, active, claimed, at };
	}

	/** One of the staff comes, or goes while two others stay. */
	changeShift(): { person: Person; isArrival: boolean } {
		const away = STAFF.find(({ id }) => !this.#staff.some((other) => other.id === id));
		if (away !== undefined) {
			this.#staff = [...this.#staff, away];
			return { person: away, isArrival: true };
		}
		const person = this.#random.pick(STAFF);
		this.#staff = this.#staff.filter(({ id }) => id !== person.id);
		return { person, isArrival: false };
	}

	address(): string {
		return `41.90.${this.#random.between(0, 255)}.${this.#random.between(1, 254)}`;
	}

	#enter(at: Date): Visit {
		const known = this.customers;
		const [first, ...rest] = CUSTOMERS.filter(({ id }) => !known.some((other) => other.id === id));
		const isKnown = known.length < FEWEST_KNOWN || (known.length < MOST_KNOWN && this.#random.next() < 0.4);
		this.#lastId += 1;
		const sessionId = Array.from({ length: 40 }, () =>
			SESSION_LETTERS.charAt(this.#random.between(0, SESSION_LETTERS.length - 1)),
		).join('');
		const visit: Visit = {
			id: this.#lastId,
			sessionId,
			address: this.address(),
			pageUrl: `https://shop.example.test${this.#random.pick(PAGES)}?utm_source=mail&token=${sessionId.slice(0, 12)}`,
			since: at,
			customer: isKnown && first !== undefined ? this.#random.pick([first, ...rest]) : null,
		};
		this.#visits = [...this.#visits, visit];
		return visit;
	}

	#leave(): Visit {
		const mayLeave =
			this.customers.length > FEWEST_KNOWN
				? this.#visits
				: this.#visits.filter(({ customer }) => customer === null);
		const [first, ...rest] = mayLeave;
		if (first === undefined) throw new Error('Nobody is there who could leave');
		const gone = this.#random.pick([first, ...rest]);
		this.#visits = this.#visits.filter((visit) => visit !== gone);
		return gone;
	}
}
