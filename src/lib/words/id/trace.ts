import type { trace as en } from '../en/trace.ts';

type Counts = Parameters<typeof en.summary>[0];

const NAMES: Readonly<Record<keyof Counts, string>> = {
	critical: 'peringatan kritis',
	alert: 'peringatan tinggi',
	order: 'peristiwa pesanan',
	payment: 'pembayaran',
	stock: 'perubahan stok',
	trade: 'transaksi',
	presence: 'datang atau pergi',
	other: 'peristiwa lain',
	heartbeat: 'heartbeat',
	poll: 'jawaban lewat HTTP',
};

export const trace: typeof en = {
	summary: (counts, lost) => {
		const parts = (Object.keys(NAMES) as (keyof Counts)[])
			.filter((kind) => counts[kind] > 0)
			.map((kind) => `${counts[kind]} ${NAMES[kind]}`);
		const told = parts.length === 0 ? ['tidak ada yang masuk'] : parts;
		return `60 detik terakhir: ${[...told, lost === null ? 'tanpa kehilangan' : `tanpa jalur selama ${lost}`].join(', ')}`;
	},
};
