// ISO 4217, but for rupiah, which nobody writes with sen.
const WITHOUT_DECIMALS = 'BIF CLP DJF GNF IDR ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF';
const WITH_THREE = 'BHD IQD JOD KWD LYD OMR TND';

const DECIMALS = new Map([
	...WITHOUT_DECIMALS.split(' ').map((code): [string, number] => [code, 0]),
	...WITH_THREE.split(' ').map((code): [string, number] => [code, 3]),
]);

/** Decimals of a currency's minor unit; two for one nobody knows. */
export function decimalsOf(currency: string): number {
	return DECIMALS.get(currency) ?? 2;
}
