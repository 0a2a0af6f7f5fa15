/** What a shop really sold: plain sums, kept beside everything that is broadcast of it. */

interface Sold {
	readonly id: number;
	readonly at: number;
	readonly minor: number;
	status: 'pending' | 'confirmed' | 'shipped' | 'cancelled';
	version: number;
}

const NEXT = { pending: ['confirmed', 'cancelled'], confirmed: ['shipped', 'cancelled'] } as const;

export interface Told {
	readonly name: string;
	readonly data: Record<string, unknown>;
}

export class Ledger {
	#orders: Sold[] = [];
	#random: () => number;

	constructor(random: () => number) {
		this.#random = random;
	}

	/** Something happens in the shop: an order, or a change of one. Hands out what is broadcast of it. */
	happen(): Told {
		const open = this.#orders.filter(({ status }) => status in NEXT);
		const order = this.#random() < 0.4 ? open[Math.floor(this.#random() * open.length)] : undefined;
		if (order === undefined) return this.#sell();
		const choices = NEXT[order.status as keyof typeof NEXT];
		const previous = order.status;
		order.status = choices[this.#random() < 0.8 ? 0 : 1];
		order.version = Math.max(Date.now(), order.version + 1);
		return this.#tell('order.status.updated', order, previous);
	}

	#sell(): Told {
		const order: Sold = {
			id: this.#orders.length + 1,
			at: Date.now(),
			minor: 100 + Math.floor(this.#random() * 100_000),
			status: 'pending',
			version: Date.now(),
		};
		this.#orders.push(order);
		return this.#tell('order.created', order, null);
	}

	#tell(name: string, { id, minor, status, version }: Sold, previous: string | null): Told {
		const data = {
			order_id: id,
			order_number: `ORD-${id}`,
			current_status: status,
			previous_status: previous,
			total: (minor / 100).toFixed(2),
			updated_at: new Date(version).toISOString(),
			user: { id: 1 + (id % 9), name: `Customer ${id % 9}` },
		};
		return { name, data };
	}

	/** Orders sold until a moment, epoch ms. */
	soldUntil(at: number): number {
		return this.#orders.filter((order) => order.at <= at).length;
	}

	/** The figures of a screen that knows everything. */
	get figures(): { total: string; pending: string; confirmed: string; revenue: string } {
		const count = (status: Sold['status']) => this.#orders.filter((order) => order.status === status).length;
		const earned = this.#orders.filter(({ status }) => status !== 'cancelled');
		return {
			total: String(this.#orders.length),
			pending: String(count('pending')),
			confirmed: String(count('confirmed')),
			revenue: (earned.reduce((sum, { minor }) => sum + minor, 0) / 100).toFixed(2),
		};
	}
}
