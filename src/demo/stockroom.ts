/** The shelves: stock falls with every order, runs low, runs out now and then, and is filled again. */
import { PRODUCTS } from './catalogue.ts';
import type { DemoProduct, Line, StockAlertType, StockCounts, StockFact } from './facts.ts';
import type { Random } from './random.ts';

/** The original counts what is at or below these, whatever the product's own threshold. */
const LOW_COUNT = 10;
const REORDER_COUNT = 5;

export class Stockroom {
	#random: Random;
	#products: Map<number, DemoProduct>;

	constructor(random: Random) {
		this.#random = random;
		this.#products = new Map(
			PRODUCTS.map((product) => [
				product.id,
				{ ...product, stock: product.threshold + this.#random.between(1, 14) },
			]),
		);
	}

	/** Takes what was ordered off the shelves; the last piece stays unless `mayRunOut`. */
	sell(lines: readonly Line[], mayRunOut: boolean, at: Date): StockFact | null {
		let fact: StockFact | null = null;
		for (const { productId, quantity } of lines) {
			const before = this.#products.get(productId);
			if (before === undefined) continue;
			// One product at a time runs out: a second alarm in one breath would be none.
			const lowest = mayRunOut && fact === null ? 0 : Math.min(1, before.stock);
			const product = { ...before, stock: Math.max(lowest, before.stock - quantity) };
			this.#products.set(productId, product);
			const type = crossing(before, product);
			if (type !== null) fact = this.#tell(type, product, at);
		}
		return fact;
	}

	/** Fills one shelf: properly, or so little that it soon runs low again. */
	restock(productId: number, at: Date): StockFact | null {
		const before = this.#products.get(productId);
		if (before === undefined || before.stock > before.threshold) return null;
		const isLittle = this.#random.next() < 0.3;
		const added = isLittle ? this.#random.between(1, 3) : this.#random.between(25, 60);
		const product = { ...before, stock: before.threshold + added };
		this.#products.set(productId, product);
		return this.#tell('restock', product, at);
	}

	#tell(type: StockAlertType, product: DemoProduct, at: Date): StockFact {
		return { kind: 'stock', type, product, counts: this.#count(), at };
	}

	#count(): StockCounts {
		const stocks = [...this.#products.values()].map(({ stock }) => stock);
		return {
			low: stocks.filter((stock) => stock > 0 && stock <= LOW_COUNT).length,
			out: stocks.filter((stock) => stock <= 0).length,
			reorder: stocks.filter((stock) => stock <= REORDER_COUNT).length,
		};
	}
}

function crossing(before: DemoProduct, after: DemoProduct): StockAlertType | null {
	if (before.stock > 0 && after.stock <= 0) return 'out_of_stock';
	return before.stock > before.threshold && after.stock <= after.threshold ? 'low_stock' : null;
}
