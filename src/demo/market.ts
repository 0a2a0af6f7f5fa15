/** Promotions that are taken away from carts, and trades that are matched. */
import { CUSTOMERS, MARKET, PROMOTIONS, REGULARS } from './catalogue.ts';
import type { DemoCart, Person, PromotionFact, TradeFact } from './facts.ts';
import type { Random } from './random.ts';
import { firstIdAt } from './shop-clock.ts';

export class Market {
	#random: Random;
	#lastId: number;

	constructor(random: Random, openedAt: Date) {
		this.#random = random;
		this.#lastId = firstIdAt(openedAt);
	}

	/** An admin takes a promotion away: every cart that had it changes. */
	removePromotion(at: Date): PromotionFact {
		const count = this.#random.pick([1, 2, 3, 5, 8]);
		const people = new Map<number, Person>();
		while (people.size < count) {
			const person = this.#somebody();
			people.set(person.id, person);
		}
		const carts = [...people.values()].map((customer): DemoCart => {
			const subtotal = this.#random.between(3_000, 250_000);
			return { customer, subtotal, savings: Math.round(subtotal * this.#random.pick([0, 0.05, 0.1])) };
		});
		return { kind: 'promotion-removed', condition: this.#random.pick(PROMOTIONS), carts, at };
	}

	trade(at: Date): TradeFact {
		const { symbol, price, amounts } = this.#random.pick(MARKET);
		this.#lastId += 1;
		const [firstAmount, ...otherAmounts] = amounts;
		const drift = this.#random.pick([1, 1, 0.995, 1.0025, 1.01]);
		const buyer = this.#somebody();
		return {
			kind: 'trade',
			id: this.#lastId,
			symbol,
			// Eight decimals, as the original's columns hold them.
			price: Number((price * drift).toFixed(8)),
			amount: this.#random.pick([firstAmount, ...otherAmounts]),
			buyer,
			seller: this.#somebodyBut(buyer),
			buyOrderId: this.#lastId * 2,
			sellOrderId: this.#lastId * 2 + 1,
			at,
		};
	}

	#somebody(): Person {
		return this.#random.next() < 0.8 ? this.#random.pick(REGULARS) : this.#random.pick(CUSTOMERS);
	}

	#somebodyBut(other: Person): Person {
		const person = this.#somebody();
		return person.id === other.id ? this.#somebodyBut(other) : person;
	}
}
