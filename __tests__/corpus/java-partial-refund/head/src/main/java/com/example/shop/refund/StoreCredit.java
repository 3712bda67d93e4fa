package com.example.shop.refund;

import java.math.BigDecimal;

public interface StoreCredit {
    /** Adds the amount to one of the customer's balances. */
    void grant(long customerId, Wallet wallet, BigDecimal amount);
}
