"""Files of a referral: dropped, pasted, shown without a file on disk, taken out on purpose."""
