package com.example.shop.refund;

import java.math.BigDecimal;

public interface StoreCredit {
    /** Adds the amount to the customer's balance. */
    void grant(long customerId, BigDecimal amount);
}
