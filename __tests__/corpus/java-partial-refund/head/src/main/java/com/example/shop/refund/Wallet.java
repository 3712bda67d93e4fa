package com.example.shop.refund;

public enum Wallet {
    STORE,
    GIFT
}
